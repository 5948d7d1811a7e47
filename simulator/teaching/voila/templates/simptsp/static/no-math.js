// Stands in for MathJax, 850 kB, on pages without TeX; formulas in MathML need neither.
window.MathJax = {
  Ajax: {},
  Hub: { Config() {}, Configured() {}, Queue() {}, Register: { StartupHook() {} } },
};
