// Checks with Go's own sumdb/note and tlog that signed checkpoints go on from one another. Reads JSON from standard input: the public
// key, the notes, and for each pair of them the hashes of the proof in base64. Prints for each pair "consistent" or what is wrong.
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

type input struct {
	Key   string
	Notes []string
	Pairs []struct {
		Old, New int
		Proof    []string
	}
}

type head struct {
	size int64
	root tlog.Hash
}

func main() {
	var in input
	must(json.NewDecoder(os.Stdin).Decode(&in))
	verifier, err := note.NewVerifier(in.Key)
	must(err)
	heads := make([]head, len(in.Notes))
	for at, signed := range in.Notes {
		heads[at] = checkpoint(signed, verifier)
	}
	for _, pair := range in.Pairs {
		var proof tlog.TreeProof
		for _, text := range pair.Proof {
			hash, err := tlog.ParseHash(text)
			must(err)
			proof = append(proof, hash)
		}
		before, after := heads[pair.Old], heads[pair.New]
		if err := tlog.CheckTree(proof, after.size, after.root, before.size, before.root); err != nil {
			fmt.Println(err)
		} else {
			fmt.Println("consistent")
		}
	}
}

func checkpoint(message string, verifier note.Verifier) head {
	opened, err := note.Open([]byte(message), note.VerifierList(verifier))
	must(err)
	lines := strings.Split(opened.Text, "\n")
	size, err := strconv.ParseInt(lines[1], 10, 64)
	must(err)
	root, err := tlog.ParseHash(lines[2])
	must(err)
	return head{size, root}
}

func must(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
