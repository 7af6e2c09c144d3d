/** Numbers tables and figures within their chapter: "Tabel 3.1", "Gambar 3.1". */
export class Numbering {
  readonly #last = new Map<string, number>();

  table(chapter: number, caption: string): string {
    return `Tabel ${this.#next("table", chapter)} ${caption}`;
  }

  figure(chapter: number, caption: string): string {
    return `Gambar ${this.#next("figure", chapter)} ${caption}`;
  }

  #next(kind: string, chapter: number): string {
    const number = (this.#last.get(`${kind} ${chapter}`) ?? 0) + 1;
    this.#last.set(`${kind} ${chapter}`, number);
    return `${chapter}.${number}`;
  }
}
