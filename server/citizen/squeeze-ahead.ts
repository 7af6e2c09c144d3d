import { readInlined } from "./inlined.ts";

/** Run when the program is built: an installation without the development packages finds the scripts squeezed. */
readInlined(() => "");
