/** True for a number that can stand in an id column; any other number that somebody asks for is the id of nothing. */
export function isId(id: number): boolean {
  return Number.isInteger(id) && id > 0 && id <= 2_147_483_647;
}

/** PostgreSQL holds no NUL character, so no code and no login has one, and it must not be asked for one. */
export function isText(text: string): boolean {
  return !text.includes("\0");
}
