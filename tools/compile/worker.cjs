// A thread that compiles one standard-JSON input after another with soljson, or tells its version for no input. Threads of one
// process share the machine code of the WebAssembly module, and what the first input made hot is fast for the next.
"use strict";
const { parentPort, workerData } = require("node:worker_threads");
const wrapper = require("solc/wrapper");

const compiler = wrapper(require(workerData.compilerPath));
parentPort.on("message", (input) => {
  parentPort.postMessage(input === undefined ? compiler.version() : compiler.compile(input));
});
