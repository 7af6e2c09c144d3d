/** A page model that throws when a view asks for something it does not hold, however deep. */
export function strictModel<T extends object>(model: T, path = "it"): T {
  return new Proxy(model, {
    get(target, key, receiver) {
      if (typeof key === "string" && !(key in target))
        throw new Error(`the view asks for ${path}.${key}, which its page model does not hold`);
      const value: unknown = Reflect.get(target, key, receiver);
      return typeof value === "object" && value !== null ? strictModel(value, `${path}.${String(key)}`) : value;
    },
  });
}
