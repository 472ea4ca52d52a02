module.exports = {
  istanbulReporter: ["text", "lcovonly", "json-summary"],
  istanbulFolder: "./coverage",
};
