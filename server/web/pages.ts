import { Eta } from "eta";

/** Templates are ours alone: values go in escaped, and no name of a template ever comes from outside. */
export function openViews(directory: string): Eta {
  return new Eta({ views: directory, cache: true, autoEscape: true });
}
