// The second frame begins after the first has been painted.
requestAnimationFrame(() => requestAnimationFrame(() => performance.mark("ready")));
