// Files of the third step: each goes up as soon as it is chosen, with its progress and a small picture of it.
(() => {
  "use strict";
  const form = document.querySelector("form[data-upload]");
  const input = form && form.querySelector("input[type=file]");
  const list = form && form.querySelector("[data-files]");
  if (!input || !list || !window.FormData) return;

  const pictures = new Map(); // id of a stored file -> canvas
  const token = form.querySelector("input[name=csrfmiddlewaretoken]").value;
  const bar = form.querySelector("[data-progress]");
  const ids = () => [...list.querySelectorAll("[data-file]")].map((one) => one.dataset.file);

  form.querySelector("[data-add]").hidden = true; // a chosen file needs no second tap here
  list.addEventListener("click", (event) => {
    const button = event.target.closest("button[name=remove]");
    if (!button) return;
    event.preventDefault();
    const body = new FormData();
    body.append("remove", button.value);
    send(body, null);
  });

  input.addEventListener("change", async () => {
    for (const file of [...input.files]) {
      const body = new FormData();
      body.append("files", file);
      await send(body, await drawn(file));
    }
    input.value = "";
  });

  function send(body, picture) {
    body.append("csrfmiddlewaretoken", token);
    const before = new Set(ids());
    return new Promise((done) => {
      const request = new XMLHttpRequest();
      request.open("POST", form.dataset.upload);
      request.upload.addEventListener("progress", (event) => {
        if (picture && event.lengthComputable) { bar.hidden = false; bar.value = event.loaded / event.total; }
      });
      request.addEventListener("loadend", () => {
        bar.hidden = true;
        if (request.status === 200 || request.status === 422) {
          list.innerHTML = request.responseText;
          const fresh = ids().find((one) => !before.has(one));
          if (fresh && picture) pictures.set(fresh, picture);
          place();
        } else {
          const said = document.createElement("p");
          said.className = "problem";
          said.setAttribute("role", "alert");
          said.textContent = request.status === 429 ? form.dataset.slow : form.dataset.failed;
          list.append(said);
        }
        done();
      });
      request.send(body);
    });
  }

  // Drawn small on a canvas: the page's policy allows no blob: pictures, and a phone has no memory for ten large ones.
  async function drawn(file) {
    if (!file.type.startsWith("image/") || !window.createImageBitmap) return null;
    try {
      const bitmap = await createImageBitmap(file);
      const side = 144;
      const scale = Math.max(side / bitmap.width, side / bitmap.height);
      const canvas = document.createElement("canvas");
      canvas.width = canvas.height = side;
      const [width, height] = [bitmap.width * scale, bitmap.height * scale];
      canvas.getContext("2d").drawImage(bitmap, (side - width) / 2, (side - height) / 2, width, height);
      bitmap.close();
      return canvas;
    } catch { return null; }
  }

  function place() {
    for (const row of list.querySelectorAll("[data-file]")) {
      const picture = pictures.get(row.dataset.file);
      const frame = row.querySelector("[data-picture]");
      if (picture && frame) { picture.setAttribute("aria-hidden", "true"); frame.replaceChildren(picture); }
    }
  }
})();
