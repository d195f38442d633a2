// A slip's QR code holds its secret behind "#": put it into the field, so that nobody has to type it.
const input = document.getElementById("code");
const told = location.hash.slice(1);
if (input && /^[0-9A-Za-z]{10}$/.test(told)) {
  input.value = told;
  history.replaceState(null, "", location.pathname);
  input.form.querySelector("button").focus();
}
