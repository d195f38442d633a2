// Record a spoken note as plain WAV, so that the server can write it anew with nothing but its samples.
(() => {
  "use strict";
  const RATE = 16000, MOST_SECONDS = 180, MOST_BYTES = 9.5e6;  // the server takes 10 MB a file
  const box = document.querySelector("[data-voice]");
  const field = box && document.getElementById(box.dataset.for);
  const Context = window.AudioContext || window.webkitAudioContext;
  if (!field || !Context || !navigator.mediaDevices || !window.DataTransfer) return;
  const button = box.querySelector("button"), told = box.querySelector("[role=status]"), heard = box.querySelector("audio");
  let stop = null;

  const wav = (chunks, rate) => {
    const length = chunks.reduce((sum, one) => sum + one.length, 0);
    const view = new DataView(new ArrayBuffer(44 + length * 2));
    const letters = (at, text) => [...text].forEach((one, place) => view.setUint8(at + place, one.charCodeAt(0)));
    letters(0, "RIFF"); view.setUint32(4, 36 + length * 2, true); letters(8, "WAVEfmt ");
    view.setUint32(16, 16, true); view.setUint16(20, 1, true); view.setUint16(22, 1, true);
    view.setUint32(24, rate, true); view.setUint32(28, rate * 2, true);
    view.setUint16(32, 2, true); view.setUint16(34, 16, true);
    letters(36, "data"); view.setUint32(40, length * 2, true);
    let at = 44;
    for (const chunk of chunks) for (const one of chunk) {
      view.setInt16(at, Math.max(-1, Math.min(1, one)) * 32767, true);
      at += 2;
    }
    return new File([view], "loi-noi.wav", { type: "audio/wav" });
  };

  const keep = (file) => {
    const all = new DataTransfer();
    [...field.files].filter((one) => one.type !== "audio/wav").concat(file).forEach((one) => all.items.add(one));
    field.files = all.files;
    heard.src = URL.createObjectURL(file);
    heard.hidden = false;
    told.textContent = box.dataset.kept;
  };

  const start = async () => {
    const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
    const context = new Context({ sampleRate: RATE });
    const source = context.createMediaStreamSource(stream), tap = context.createScriptProcessor(4096, 1, 1);
    const chunks = [];
    // Some old phones do not record at the rate asked for: their notes end sooner instead of being refused.
    const most = Math.min(MOST_SECONDS, Math.floor(MOST_BYTES / (context.sampleRate * 2)));
    tap.onaudioprocess = (event) => {
      chunks.push(new Float32Array(event.inputBuffer.getChannelData(0)));
      const seconds = Math.floor((chunks.length * 4096) / context.sampleRate);
      told.textContent = `${seconds} s`;
      if (seconds >= most - 1 && stop) stop();
    };
    source.connect(tap);
    tap.connect(context.destination);
    button.textContent = box.dataset.stop;
    stop = () => {
      stop = null;
      source.disconnect();
      tap.disconnect();
      stream.getTracks().forEach((one) => one.stop());
      button.textContent = box.dataset.start;
      keep(wav(chunks, context.sampleRate));
      context.close();
    };
  };

  button.addEventListener("click", () => {
    if (stop) return stop();
    start().catch(() => { told.textContent = box.dataset.denied; });
  });
  box.hidden = false;
})();
