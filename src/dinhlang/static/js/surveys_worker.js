// The page of an interviewer without a network: what was loaded once is answered from this device.
"use strict";
const KEPT = "dieu-tra-1";
self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || new URL(request.url).origin !== self.location.origin) return;
  event.respondWith(
    fetch(request)
      .then(async (answer) => {
        if (answer.ok) await (await caches.open(KEPT)).put(request, answer.clone());
        return answer;
      })
      .catch(async (failed) => {
        const kept = await caches.match(request, { ignoreVary: true });
        if (kept) return kept;
        throw failed;
      }),
  );
});
