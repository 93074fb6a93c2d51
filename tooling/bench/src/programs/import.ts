/** Prints how many milliseconds it takes to import a module, the first time. */
const [, , specifier = ''] = process.argv;
const started = performance.now();
await import(specifier);
console.log(performance.now() - started);

export {};
