/** Something about the file or the engine that no request can mend; one English line for the person at the console. */
export class StoreProblem extends Error {}
