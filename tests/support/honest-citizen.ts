/** What a citizen met who filled in the form again and again while something else went on. */
export interface HonestCitizen {
  /** Ends after the visit that is under way; gives the statuses of every form and every sending. */
  stop(): Promise<{ readonly forms: readonly number[]; readonly sendings: readonly number[] }>;
}

/** Opens the form and sends nine answers, over and over, each visit with a key of its own. A refused connection is status 0. */
export function visitAgainAndAgain(address: string, code: string): HonestCitizen {
  const forms: number[] = [];
  const sendings: number[] = [];
  let stopped = false;
  const status = async (url: string, init: RequestInit): Promise<number> => {
    try {
      const answer = await fetch(url, { ...init, redirect: "manual", signal: AbortSignal.timeout(60_000) });
      await answer.arrayBuffer();
      return answer.status;
    } catch {
      return 0;
    }
  };
  const visits = (async () => {
    while (!stopped) {
      forms.push(await status(`${address}/s/${code}`, {}));
      const answers = Object.fromEntries(Array.from({ length: 9 }, (_, at) => [`U${at + 1}`, "4"]));
      const body = new URLSearchParams({ ...answers, kunci: `warga-${sendings.length}-${crypto.randomUUID()}` });
      sendings.push(await status(`${address}/s/${code}`, { method: "POST", body }));
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  })();
  return {
    async stop() {
      stopped = true;
      await visits;
      return { forms, sendings };
    },
  };
}
