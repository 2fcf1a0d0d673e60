"use client";

/** What makes the drawing look as it does, read from the style sheet and written into the file. */
const PROPERTIES = [
  "fill",
  "stroke",
  "stroke-width",
  "stroke-dasharray",
  "stroke-dashoffset",
  "stroke-linecap",
  "opacity",
  "font-family",
  "font-size",
  "font-weight",
  "text-anchor",
  "paint-order",
  "display",
] as const;

const NAMESPACE = "http://www.w3.org/2000/svg";
/** Pixels per unit of the drawing, less for maps that a browser's canvas could not hold. */
const SHARPNESS = 2;
const MOST_PIXELS = 60_000_000;

/** The map as one SVG file that needs no style sheet, on the background of the theme in use. */
export function svgFile(drawing: SVGSVGElement): Blob {
  return new Blob([standalone(drawing)], { type: "image/svg+xml" });
}

/** The same as PNG. @throws when the browser cannot draw so large an image */
export async function pngFile(drawing: SVGSVGElement): Promise<Blob> {
  const [width, height] = [drawing.width.baseVal.value, drawing.height.baseVal.value];
  const scale = Math.min(SHARPNESS, Math.sqrt(MOST_PIXELS / (width * height)));
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(standalone(drawing))}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = Math.ceil(width * scale);
  canvas.height = Math.ceil(height * scale);
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => {
      if (blob) resolve(blob);
      else reject(new Error("The map is too large for an image of this browser."));
    }, "image/png");
  });
}

function standalone(drawing: SVGSVGElement): string {
  const copy = drawing.cloneNode(true);
  if (!(copy instanceof SVGSVGElement)) throw new Error("A copy of a drawing is a drawing.");
  const [from, to] = [drawing.querySelectorAll("*"), copy.querySelectorAll("*")];
  from.forEach((element, index) => {
    const target = to[index];
    if (target) writeStyle(element, target);
  });
  const ground = document.createElementNS(NAMESPACE, "rect");
  ground.setAttribute("width", "100%");
  ground.setAttribute("height", "100%");
  ground.setAttribute("fill", getComputedStyle(document.body).backgroundColor);
  copy.prepend(ground);
  copy.setAttribute("xmlns", NAMESPACE);
  copy.removeAttribute("class");
  return new XMLSerializer().serializeToString(copy);
}

function writeStyle(from: Element, to: Element): void {
  const style = getComputedStyle(from);
  for (const property of PROPERTIES) {
    const value = style.getPropertyValue(property);
    if (value !== "") to.setAttribute(property, value);
  }
  for (const name of ["class", "role", "tabindex", "aria-label", "aria-pressed", "aria-hidden"]) {
    to.removeAttribute(name);
  }
  // Icons are drawn with the colour of their text.
  if (from instanceof SVGSVGElement) to.setAttribute("color", style.color);
}
