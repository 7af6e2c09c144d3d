/** Where this machine reaches a server that listens on a host and port: "http://127.0.0.1:8080", also when it listens everywhere. */
export function listeningAddress(host: string, port: number): string {
  if (host === "0.0.0.0" || host === "::") return `http://127.0.0.1:${port}`;
  return `http://${host.includes(":") ? `[${host}]` : host}:${port}`;
}
