// A map to point on. Leaflet and the outlines are fetched only when somebody asks for the map: they weigh more than a page.
window.dinhlangPin = async (pin, pointed) => {
  "use strict";
  const { script, style, outlines, commune, tiles, attribution } = pin.dataset;
  const loaded = (name, given) => new Promise((done, failed) => {
    const part = Object.assign(document.createElement(name), given, { onload: done, onerror: failed });
    document.head.append(part);
  });
  const [features] = await Promise.all([
    fetch(outlines).then((answer) => (answer.ok ? answer.json() : Promise.reject(answer.status))),
    window.L || loaded("script", { src: script }),
    loaded("link", { rel: "stylesheet", href: style }),
  ]);
  const map = L.map(pin.querySelector(".pin__map"), { attributionControl: Boolean(attribution), zoomControl: true });
  if (tiles) L.tileLayer(tiles, { attribution, maxZoom: 19 }).addTo(map);
  const own = (one) => one.properties.code === commune;
  const land = L.geoJSON(features, {
    interactive: false,
    style: (one) => ({ className: own(one) ? "pin__own" : "pin__land", weight: own(one) ? 3 : 1, fillOpacity: tiles ? 0.05 : 1 }),
  }).addTo(map);
  let bounds = land.getBounds();
  land.eachLayer((layer) => { if (own(layer.feature)) bounds = layer.getBounds(); });
  map.fitBounds(bounds);
  let mark = null;
  const show = (latitude, longitude) => {
    mark?.remove();
    mark = latitude === null ? null : L.circleMarker([latitude, longitude], { className: "pin__mark", radius: 10, weight: 4 }).addTo(map);
  };
  map.on("click", ({ latlng }) => pointed(latlng.lat, latlng.lng));
  return { show };
};
