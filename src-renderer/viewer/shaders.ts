/**
 * The shaders. Every pass draws boxes of image pixels under the shared camera: first the image (or a
 * difference), then labels, then the error layer. Lengths on the screen are in CSS px times `unit`.
 */

const header = `#version 300 es
precision highp float;
precision highp int;
precision highp sampler2D;
precision highp usampler2D;
`

/** `box` in image px; `camera` is x, y and device px per image px; `pane` in device px. */
export const vertexShader = `${header}
uniform vec4 box;
uniform vec3 camera;
uniform vec2 pane;
out vec2 imagePosition;
void main() {
  vec2 corner = vec2(gl_VertexID & 1, gl_VertexID >> 1);
  imagePosition = mix(box.xy, box.zw, corner);
  vec2 at = (imagePosition - camera.xy) * camera.z / (pane * 0.5);
  gl_Position = vec4(at.x, -at.y, 0.0, 1.0);
}`

/**
 * A texture may be smaller than its level: then its tiles wrap around. A remainder without integer division, of
 * which a processor that stands in for a graphics card does one at a time; floats may err by one turn.
 */
const ringFunction = (wraps: boolean) =>
  wraps
    ? `
ivec2 inRing(ivec2 p, ivec2 ring) {
  ivec2 rest = p - ring * ivec2(floor((vec2(p) + 0.5) / vec2(ring)));
  rest += ring * ivec2(lessThan(rest, ivec2(0)));
  return rest - ring * ivec2(greaterThanEqual(rest, ring));
}`
    : `
ivec2 inRing(ivec2 p, ivec2 ring) { return p; }`

/** Programs without what they do not need: a processor in the graphics card's place feels every branch. */
export interface ImageProgram {
  readonly sampler: 'usampler2D' | 'sampler2D'
  /** `plain`: gray values as they are, without colour table and gamma. */
  readonly mode: 'plain' | 'gray' | 'colour' | 'difference'
  /** Whether several texels lie under a pixel of the screen. */
  readonly isReduced: boolean
  /** Whether the texture is smaller than the level. */
  readonly wraps: boolean
}

/** One texel stands for a pixel of the screen up to so many texels along its side. */
export const mostTexelsAlone = 1.25

/**
 * Gray or colour image, or a signed difference. Nearer than 100 %, or nearly so, pixels are squares; farther
 * away four texels are averaged, so that noise does not glitter. Not-a-number is drawn as a black and white weave.
 */
export function imageShader({ sampler, mode, isReduced, wraps }: ImageProgram): string {
  return `${header}
uniform ${sampler} image;
uniform vec2 scale;      // pixels of the level per image px
uniform vec2 size;       // of the level, px
uniform vec2 limits;     // shown as black and white
uniform float texels;    // texels per device px, along one side
uniform sampler2D table; // 256 colours of gray values
uniform float gamma;
in vec2 imagePosition;
out vec4 color;
${ringFunction(wraps)}
vec4 texel(vec2 at) {
  ivec2 p = clamp(ivec2(floor(at)), ivec2(0), ivec2(size) - 1);
  return vec4(texelFetch(image, inRing(p, textureSize(image, 0)), 0));
}
vec3 diverging(float d) {
  // Dark blue, mid gray, light orange: lightness grows with the value, so it survives gray prints.
  vec3 low = vec3(0.03, 0.19, 0.42), mid = vec3(0.5), high = vec3(1.0, 0.80, 0.48);
  return d < 0.0 ? mix(mid, low, -d) : mix(mid, high, d);
}
void main() {
  vec2 at = imagePosition * scale;
  ${isReduced ? fourTexels : 'vec4 value = texel(at);'}
  ${sampler === 'sampler2D' ? weaveWhereNotANumber : ''}
  ${shownAs[mode]}
}`
}

const fourTexels = `float reach = 0.25 * texels;
  vec4 value = 0.25 * (texel(at + vec2(-reach, -reach)) + texel(at + vec2(reach, -reach))
    + texel(at + vec2(-reach, reach)) + texel(at + vec2(reach, reach)));`

const weaveWhereNotANumber = `if (isnan(value.r)) {
    float weave = mod(floor(gl_FragCoord.x / 3.0) + floor(gl_FragCoord.y / 3.0), 2.0);
    color = vec4(vec3(weave), 1.0);
    return;
  }`

const shownAs = {
  plain: 'color = vec4(vec3(clamp((value.r - limits.x) / (limits.y - limits.x), 0.0, 1.0)), 1.0);',
  gray: `float seen = clamp((value.r - limits.x) / (limits.y - limits.x), 0.0, 1.0);
  float shown = gamma == 1.0 ? seen : pow(seen, gamma);
  color = texelFetch(table, ivec2(int(shown * 255.0 + 0.5), 0), 0);`,
  colour: 'color = vec4(clamp((value.rgb - limits.x) / (limits.y - limits.x), 0.0, 1.0), 1.0);',
  difference: 'color = vec4(diverging(clamp(value.r / limits.y, -1.0, 1.0)), 1.0);',
} as const

/**
 * An id of a label image at a place in px of its level, 0 outside; and whether another id is within `reach` px
 * of it (a thick line looks in 8 directions). Without loops, branches and divisions of integers: a processor in
 * the graphics card's place does those pixel by pixel.
 */
const labelFunctions = (wraps: boolean) => `
${ringFunction(wraps)}
uint labelAt(usampler2D labels, vec2 at, vec2 size) {
  ivec2 p = ivec2(floor(at));
  // what is negative is very large without its sign
  if (any(greaterThanEqual(uvec2(p), uvec2(size)))) return 0u;
  return texelFetch(labels, inRing(p, textureSize(labels, 0)), 0).r;
}
uint unlike(usampler2D labels, vec2 at, vec2 by, vec2 size, uint id) {
  return (labelAt(labels, at + by, size) ^ id) | (labelAt(labels, at - by, size) ^ id);
}
bool nearEdge(usampler2D labels, vec2 at, vec2 size, uint id, vec2 reach, bool thick) {
  uint other = unlike(labels, at, vec2(reach.x, 0.0), size, id)
    | unlike(labels, at, vec2(0.0, reach.y), size, id);
  if (thick) other |= unlike(labels, at, 0.71 * reach, size, id)
    | unlike(labels, at, vec2(-0.71, 0.71) * reach, size, id);
  return other != 0u;
}`

/** Label overlay: a colour per id, filled or as an outline. `wraps` here and below: of any of its textures. */
export const labelShader = (wraps: boolean) => `${header}
uniform usampler2D labels;
uniform vec2 scale;
uniform vec2 size;
uniform sampler2D palette;
uniform float opacity;
uniform bool filled;
uniform float unit;      // image px per CSS px
in vec2 imagePosition;
out vec4 color;
${labelFunctions(wraps)}
float rest(float x, float n) {
  return x - n * floor((x + 0.5) / n);
}
// (id - 1) mod n, exact for every id: in two halves, which floats hold as they are
int entryOf(uint id, float n) {
  float upper = rest(float((id - 1u) >> 16u), n), lower = float((id - 1u) & 65535u);
  return int(rest(upper * rest(65536.0, n) + lower, n));
}
void main() {
  vec2 at = imagePosition * scale;
  uint id = labelAt(labels, at, size);
  if (id == 0u) discard;
  bool edge = nearEdge(labels, at, size, id, 1.6 * unit * scale, false);
  if (!filled && !edge) discard;
  int entry = entryOf(id, float(textureSize(palette, 0).x));
  float alpha = filled && !edge ? opacity : min(1.0, opacity + 0.35);
  color = vec4(texelFetch(palette, ivec2(entry, 0), 0).rgb, alpha);
}`

/** Classes and their second cue: solid, thick, dashed, hatched. */
const markFunctions = `
uniform vec3 classColors[4];
uniform float devicePx;  // device px per CSS px
bool dash() {
  return mod(gl_FragCoord.x + gl_FragCoord.y, 9.0 * devicePx) < 5.5 * devicePx;
}
bool hatch() {
  return mod(gl_FragCoord.x - gl_FragCoord.y, 8.0 * devicePx) < 2.2 * devicePx;
}
vec4 paint(uint kind, float alpha) {
  return vec4(classColors[kind - 1u], alpha);
}`

/**
 * Error layer from classified objects: the pane's own labels by class; in a prediction's pane also what was
 * missed, from the truth.
 */
export const objectErrorShader = (wraps: boolean) => `${header}
uniform usampler2D labels;
uniform vec2 scale;
uniform vec2 size;
uniform usampler2D classes;      // hash table: id, class
uniform int classesWalk;
uniform uint classesBits;
uniform bool withMissed;
uniform usampler2D missedLabels; // the truth's labels
uniform vec2 otherScale;
uniform vec2 otherSize;
uniform usampler2D missedClasses;
uniform int missedWalk;
uniform uint missedBits;
uniform float unit;
in vec2 imagePosition;
out vec4 color;
${labelFunctions(wraps)}
${markFunctions}
uint classOf(usampler2D table, int walk, uint bits, uint id) {
  // The side is a power of two, and these are its bits.
  uint side = 1u << bits;
  uint last = side * side - 1u;
  uint place = ((id * 2654435761u) >> 8u) & last;
  for (int i = 0; i < walk; i++) {
    uvec2 entry = texelFetch(table, ivec2(place & (side - 1u), place >> bits), 0).rg;
    if (entry.r == id) return entry.g;
    place = (place + 1u) & last;
  }
  return 0u;
}
// Hit, missed, extra, mixed: how thick the line is, in CSS px. One call of nearEdge: drivers copy it in.
float reachOf(uint kind) {
  return kind == 1u ? 1.5 : kind == 2u ? 3.5 : kind == 3u ? 2.2 : 2.0;
}
vec4 mark(usampler2D image, vec2 at, vec2 own, vec2 ownSize, uint id, uint kind) {
  vec2 reach = reachOf(kind) * unit * own;
  bool edge = nearEdge(image, at, ownSize, id, reach, kind == 2u);
  if (edge && (kind != 3u || dash())) return paint(kind, 1.0);
  if (kind == 4u) return paint(kind, hatch() ? 0.85 : 0.10);
  return paint(kind, kind == 1u ? 0.10 : 0.22);
}
void main() {
  color = vec4(0.0);
  if (withMissed) {
    vec2 there = imagePosition * otherScale;
    uint missed = labelAt(missedLabels, there, otherSize);
    if (missed != 0u && classOf(missedClasses, missedWalk, missedBits, missed) == 2u)
      color = mark(missedLabels, there, otherScale, otherSize, missed, 2u);
  }
  vec2 at = imagePosition * scale;
  uint id = labelAt(labels, at, size);
  uint kind = id == 0u ? 0u : classOf(classes, classesWalk, classesBits, id);
  if (kind != 0u) {
    vec4 own = mark(labels, at, scale, size, id, kind);
    if (own.a > color.a) color = own;
  }
  if (color.a == 0.0) discard;
}`

/** Error layer of class maps and masks: agreement pixel by pixel. */
export const pixelErrorShader = (wraps: boolean) => `${header}
uniform usampler2D truthLabels;
uniform usampler2D labels;
uniform vec2 scale;      // of the truth
uniform vec2 size;
uniform vec2 otherScale; // of the prediction
uniform vec2 otherSize;
uniform float unit;
in vec2 imagePosition;
out vec4 color;
${labelFunctions(wraps)}
${markFunctions}
void main() {
  vec2 at = imagePosition * otherScale;
  uint truth = labelAt(truthLabels, imagePosition * scale, size);
  uint prediction = labelAt(labels, at, otherSize);
  if (truth == prediction) {
    if (truth == 0u) discard;
    bool edge = nearEdge(labels, at, otherSize, prediction, 1.5 * unit * otherScale, false);
    color = paint(1u, edge ? 1.0 : 0.15);
  } else if (prediction == 0u) color = paint(2u, 0.8);
  else if (truth == 0u) color = paint(3u, dash() ? 0.9 : 0.3);
  else color = paint(4u, hatch() ? 0.95 : 0.3);
}`

/** The whole of a viewport. */
export const wholeViewportShader = `${header}
void main() {
  gl_Position = vec4(vec2(gl_VertexID & 1, gl_VertexID >> 1) * 2.0 - 1.0, 0.0, 1.0);
}`

/** Pixels of a viewport as they were kept, texel for pixel. */
export const veilShader = `${header}
uniform sampler2D kept;
uniform ivec2 corner;    // of the viewport, device px
uniform float opacity;
out vec4 color;
void main() {
  color = vec4(texelFetch(kept, ivec2(gl_FragCoord.xy) - corner, 0).rgb, opacity);
}`
