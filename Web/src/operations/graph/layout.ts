import type { NeighbourhoodEdge, NeighbourhoodNode } from "../../api/operations";

export interface Place {
  x: number;
  y: number;
}

export interface Layout {
  readonly places: ReadonlyMap<string, Place>;
  /** How far things may still move in a step; 0 when it has come to rest. */
  readonly heat: number;
}

export const width = 800;
export const height = 520;

const margin = 36;
const repulsion = 9_000;
const pull = 0.012;
const restLength: Readonly<Record<string, number>> = { follows: 150, together: 120 };
const restLengthOther = 90;
const cooling = 0.965;
const heatMin = 0.25;

/**
 * Where each node begins: what was there keeps its place, so that a picture that is read again does not jump; what is new comes
 * in on a spiral around the middle, always the same for the same list.
 */
export function begin(nodes: readonly NeighbourhoodNode[], known: ReadonlyMap<string, Place> = new Map()): Layout {
  const places = new Map<string, Place>();
  for (const [index, node] of nodes.entries()) {
    const angle = index * 2.399963;
    const distance = 24 * Math.sqrt(index);
    places.set(
      node.id,
      known.get(node.id) ?? { x: width / 2 + distance * Math.cos(angle), y: height / 2 + distance * Math.sin(angle) },
    );
  }
  const isNew = nodes.some((node) => !known.has(node.id));
  return { places, heat: isNew ? (known.size > 0 ? 12 : 40) : 0 };
}

/** One step: nodes push each other away, edges pull their ends together, the user stays in the middle. */
export function step(layout: Layout, nodes: readonly NeighbourhoodNode[], edges: readonly NeighbourhoodEdge[]): Layout {
  if (layout.heat === 0) {
    return layout;
  }
  const forces = new Map(nodes.map((node) => [node.id, { x: 0, y: 0 }]));
  pushApart(layout, nodes, forces);
  pullTogether(layout, edges, forces);
  const places = new Map<string, Place>();
  for (const node of nodes) {
    const place = placeOf(layout, node.id);
    const force = forces.get(node.id) ?? { x: 0, y: 0 };
    const strength = Math.hypot(force.x, force.y) || 1;
    const move = Math.min(strength, layout.heat) / strength;
    places.set(
      node.id,
      node.kind === "user"
        ? { x: width / 2, y: height / 2 }
        : {
            x: clamp(place.x + force.x * move, margin, width - margin),
            y: clamp(place.y + force.y * move, margin, height - margin),
          },
    );
  }
  const heat = layout.heat * cooling;
  return { places, heat: heat < heatMin ? 0 : heat };
}

/** The picture at rest, for those who do not want to see it move. */
export function settle(
  layout: Layout,
  nodes: readonly NeighbourhoodNode[],
  edges: readonly NeighbourhoodEdge[],
): Layout {
  let current = layout;
  while (current.heat > 0) {
    current = step(current, nodes, edges);
  }
  return current;
}

function pushApart(layout: Layout, nodes: readonly NeighbourhoodNode[], forces: Map<string, Place>): void {
  for (let first = 0; first < nodes.length; first++) {
    for (let second = first + 1; second < nodes.length; second++) {
      const [a, b] = [nodes[first], nodes[second]];
      if (a === undefined || b === undefined) {
        continue;
      }
      const [pa, pb] = [placeOf(layout, a.id), placeOf(layout, b.id)];
      // Two at the same place are pushed apart in a direction of their own.
      const dx = pb.x - pa.x || (first - second) * 0.01;
      const dy = pb.y - pa.y || 0.01;
      const square = Math.max(dx * dx + dy * dy, 60);
      const distance = Math.sqrt(square);
      add(forces, a.id, (-dx / distance) * (repulsion / square), (-dy / distance) * (repulsion / square));
      add(forces, b.id, (dx / distance) * (repulsion / square), (dy / distance) * (repulsion / square));
    }
  }
}

function pullTogether(layout: Layout, edges: readonly NeighbourhoodEdge[], forces: Map<string, Place>): void {
  for (const edge of edges) {
    const [from, to] = [placeOf(layout, edge.from), placeOf(layout, edge.to)];
    const distance = Math.hypot(to.x - from.x, to.y - from.y) || 1;
    const wanted = restLength[edge.kind] ?? restLengthOther;
    const strength = (distance - wanted) * pull * 4;
    const [dx, dy] = [((to.x - from.x) / distance) * strength, ((to.y - from.y) / distance) * strength];
    add(forces, edge.from, dx, dy);
    add(forces, edge.to, -dx, -dy);
  }
}

function placeOf(layout: Layout, id: string): Place {
  return layout.places.get(id) ?? { x: width / 2, y: height / 2 };
}

function add(forces: Map<string, Place>, id: string, dx: number, dy: number): void {
  const force = forces.get(id);
  if (force !== undefined) {
    force.x += dx;
    force.y += dy;
  }
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}
