// A slip that was scanned brings its code behind "#": it goes into the field, and out of the address.
(() => {
  "use strict";
  const field = document.getElementById("code");
  if (!field || !/^#[0-9A-Z]{10}$/.test(location.hash)) return;
  field.value = location.hash.slice(1);
  history.replaceState(null, "", location.pathname);
})();
