import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { checkpointText, originOf, readCheckpoint } from "../../server/log/checkpoint.ts";
import type { Hash } from "../../server/log/merkle.ts";
import { consistencyProof, GrowingTree, leafHash } from "../../server/log/merkle.ts";

const leaves = Array.from({ length: 70 }, (_, at) => leafHash(`leaf ${at}`));
const node = (left: Hash, right: Hash): Hash => createHash("sha256").update(Buffer.of(1)).update(left).update(right).digest();

/** The definition of RFC 6962, section 2.1, as it stands there. */
function rootByDefinition(hashes: readonly Hash[]): Hash {
  if (hashes.length === 0) return createHash("sha256").digest();
  if (hashes.length === 1) return hashes[0]!;
  let k = 1;
  while (k * 2 < hashes.length) k *= 2;
  return node(rootByDefinition(hashes.slice(0, k)), rootByDefinition(hashes.slice(k)));
}

function treeOf(size: number): GrowingTree {
  const tree = new GrowingTree();
  for (const leaf of leaves.slice(0, size)) tree.add(leaf);
  return tree;
}

describe("the tree", () => {
  // Roots of the known-answer leaves that implementations of certificate transparency share.
  const inputs = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];
  const roots = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
  ];
  it("has the roots that other implementations give", () => {
    const tree = new GrowingTree();
    expect(tree.root().toString("hex")).toBe("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    inputs.forEach((hex, at) => {
      tree.add(createHash("sha256").update(Buffer.of(0)).update(Buffer.from(hex, "hex")).digest());
      expect(tree.root().toString("hex")).toBe(roots[at]);
    });
  });

  it("has the root of the definition at every size, and goes on from its frontier alone", () => {
    for (let size = 0; size <= leaves.length; size++) {
      const tree = treeOf(size);
      expect(tree.root()).toEqual(rootByDefinition(leaves.slice(0, size)));
      const further = new GrowingTree(size, tree.frontier);
      for (const leaf of leaves.slice(size)) further.add(leaf);
      expect(further.root()).toEqual(rootByDefinition(leaves));
    }
  });

  it("refuses a frontier of another size", () => {
    expect(() => new GrowingTree(5, treeOf(4).frontier)).toThrow(RangeError);
  });
});

describe("a proof that the log only grew", () => {
  /** The check of RFC 9162, section 2.1.4.2, as it stands there. */
  function follows(first: number, second: number, oldRoot: Hash, newRoot: Hash, proof: readonly Hash[]): boolean {
    if (first === second) return proof.length === 0 && oldRoot.equals(newRoot);
    const path = [...proof];
    if (Number.isInteger(Math.log2(first))) path.unshift(oldRoot);
    let [fn, sn] = [first - 1, second - 1];
    while (fn % 2 === 1) [fn, sn] = [fn >> 1, sn >> 1];
    let [fr, sr] = [path[0]!, path[0]!];
    for (const step of path.slice(1)) {
      if (sn === 0) return false;
      if (fn % 2 === 1 || fn === sn) {
        [fr, sr] = [node(step, fr), node(step, sr)];
        while (fn % 2 === 0 && fn !== 0) [fn, sn] = [fn >> 1, sn >> 1];
      } else sr = node(sr, step);
      [fn, sn] = [fn >> 1, sn >> 1];
    }
    return fr.equals(oldRoot) && sr.equals(newRoot) && sn === 0;
  }

  it("holds for all pairs of sizes, and not with another root", async () => {
    for (let second = 1; second <= leaves.length; second++)
      for (let first = 1; first <= second; first++) {
        const proof = await consistencyProof(leaves.slice(0, second), first);
        const [old, now] = [treeOf(first).root(), treeOf(second).root()];
        expect(follows(first, second, old, now, proof), `${first} of ${second}`).toBe(true);
        expect(follows(first, second, leafHash("other"), now, proof)).toBe(false);
      }
  });

  it("is refused for a size the tree never had", async () => {
    for (const size of [0, 71, 1.5]) await expect(consistencyProof(leaves, size)).rejects.toThrow(RangeError);
  });
});

describe("a checkpoint", () => {
  const root = treeOf(7).root();
  it("is written in three lines, and read back", () => {
    const text = checkpointText({ origin: originOf("pkm-melati", 1), size: 7, root });
    expect(text).toBe(`suara-loket/pkm-melati\n7\n${root.toString("base64")}\n`);
    expect(readCheckpoint(text)).toEqual({ origin: "suara-loket/pkm-melati", size: 7, root });
  });

  it.each([
    ["no size", `a\n\n${root.toString("base64")}\n`],
    ["a leading zero", `a\n07\n${root.toString("base64")}\n`],
    ["a fourth line", `a\n7\n${root.toString("base64")}\nmore\n`],
    ["a short root", "a\n7\nAAAA\n"],
    ["a root with stray bits", `a\n7\n${root.toString("base64").replace(/.=$/, "B=")}\n`],
    ["no end", `a\n7\n${root.toString("base64")}`],
    ["a blank in the origin", `a b\n7\n${root.toString("base64")}\n`],
  ])("is not read with %s", (_what, text) => expect(readCheckpoint(text)).toBeUndefined());
});
