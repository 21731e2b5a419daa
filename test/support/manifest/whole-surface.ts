import type { mediaEvents } from "../../../src/events.js";
import { propertyOf } from "../../../src/media/reflected-properties.js";
import { SecureHlsPlayer } from "../../../src/secure-hls-player.js";
import {
  elementOf,
  mdn,
  type Attribute,
  type Declaration,
  type Described,
  type Manifest,
  type Member,
} from "./manifest.js";
import { mediaEventWords } from "./media-events.js";
import { readTypes } from "./members.js";

/**
 * Completes what the analyzer reads in the element's file by what TypeScript knows and by what the class observes, and
 * refuses a manifest in which something has no description.
 */
export function wholeSurface() {
  return {
    name: "whole-surface",
    packageLinkPhase({
      customElementsManifest: manifest,
    }: {
      customElementsManifest: Manifest;
    }) {
      const element = elementOf(manifest);
      const types = readTypes(
        { file: "src/secure-hls-player.ts", name: "SecureHlsPlayer" },
        { file: "src/events.ts", name: "SecureHlsPlayerEventMap" },
      );
      element.attributes = attributesOf(element);
      element.members = types.members.map((member) =>
        withAttribute(member, element),
      );
      element.events = eventsOf(element, types.events);
      const problems = problemsOf(element, types.events);
      if (problems.length === 0) return;
      console.error(problems.join("\n"));
      process.exit(1);
    },
  };
}

function attributesOf({ attributes = [], members = [] }: Declaration) {
  return attributes.map((attribute): Attribute => {
    const { name, type } = attribute;
    const fieldName = attribute.fieldName ?? propertyOf(name);
    const field = members.find(({ name }) => name === fieldName);
    const description = attribute.description ?? field?.description;
    const byDefault =
      attribute.default ?? (type?.text === "boolean" ? "false" : undefined);
    return {
      ...attribute,
      ...(description && { description }),
      ...(byDefault && { default: byDefault }),
      ...(fieldName && { fieldName }),
    };
  });
}

function withAttribute(member: Member, element: Declaration): Member {
  const attribute = element.attributes!.find(
    ({ fieldName }) => fieldName === member.name,
  );
  if (!attribute) return member;
  return {
    ...member,
    ...(attribute.default && { default: attribute.default }),
    attribute: attribute.name,
  };
}

/** Ours, and then those that are passed on. */
function eventsOf({ events = [] }: Declaration, typed: Described[]) {
  const own = events.filter(({ description }) => description);
  const passedOn = typed
    .filter(({ name }) => name in mediaEventWords)
    .map((event): Described => {
      const words = mediaEventWords[event.name as (typeof mediaEvents)[number]];
      return {
        ...event,
        description: `${words} ${mdn(`HTMLMediaElement/${event.name}_event`)}`,
        inheritedFrom: { name: "HTMLMediaElement", package: "global:" },
      };
    });
  return [...own, ...passedOn];
}

function problemsOf(
  { attributes = [], members = [], events = [] }: Declaration,
  typed: Described[],
): string[] {
  const names = (of: Described[]) => new Set(of.map(({ name }) => name));
  const observed = SecureHlsPlayer.observedAttributes;
  const without = (what: string, of: Described[]) =>
    of
      .filter(({ description }) => !description)
      .map(({ name }) => `The ${what} ${name} has no description.`);
  return [
    ...[...new Set(observed)]
      .filter((name) => !names(attributes).has(name))
      .map((name) => `The element observes ${name} and has no @attr for it.`),
    ...attributes
      .filter(({ name }) => !observed.includes(name))
      .map(({ name }) => `The element does not observe ${name}.`),
    ...typed
      .filter(({ name }) => !names(events).has(name))
      .map(({ name }) => `The event ${name} has no @fires.`),
    ...events
      .filter(({ name }) => !names(typed).has(name))
      .map(({ name }) => `SecureHlsPlayerEventMap does not have ${name}.`),
    ...without("attribute", attributes),
    ...without("member", members),
  ];
}
