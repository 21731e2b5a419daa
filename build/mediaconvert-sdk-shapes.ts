import { readFileSync } from "node:fs";
import ts from "typescript";

/** What the SDK's types say of a member. */
export type SdkMember = (
  | { is: "any" | "boolean" | "number" | "text" }
  | { is: "one-of"; values: readonly string[] }
  | { is: "shape"; shape: string }
  | { is: "list" | "map"; of: SdkMember }
) & { required?: true };

/** The shapes of a job that makes HLS; what else there is (DASH, MXF, ad markers, …) counts as anything. */
const wanted =
  `CreateJobRequest JobSettings CreateJobTemplateRequest JobTemplateSettings CreatePresetRequest PresetSettings
AccelerationSettings HopDestination TimecodeConfig Input InputTemplate InputClipping VideoSelector AudioSelector CaptionSelector
CaptionSourceSettings FileSourceSettings OutputGroup OutputGroupSettings HlsGroupSettings HlsEncryptionSettings CmafGroupSettings
CmafEncryptionSettings StaticKeyProvider SpekeKeyProvider SpekeKeyProviderCmaf FileGroupSettings DestinationSettings
S3DestinationSettings S3DestinationAccessControl S3EncryptionSettings AutomatedEncodingSettings AutomatedAbrSettings
AutomatedAbrRule AllowedRenditionSize ForceIncludeRenditionSize MinBottomRenditionSize MinTopRenditionSize Output OutputSettings
HlsSettings ContainerSettings M3u8Settings CmfcSettings VideoDescription VideoCodecSettings H264Settings H264QvbrSettings
H265Settings H265QvbrSettings FrameCaptureSettings VideoPreprocessor Deinterlacer ColorCorrector AudioDescription
AudioCodecSettings AacSettings AudioNormalizationSettings CaptionDescription CaptionDescriptionPreset
CaptionDestinationSettings WebvttDestinationSettings`.split(/\s+/);

const models = "node_modules/@aws-sdk/client-mediaconvert/dist-types/models";

/** By the names of shapes and members, as `@aws-sdk/client-mediaconvert` that is installed has them. */
export function readSdkShapes(): Record<string, Record<string, SdkMember>> {
  const enums = readEnums(parse("enums.d.ts"));
  const found = new Map(
    parse("models_0.d.ts")
      .statements.filter(ts.isInterfaceDeclaration)
      .map((declared) => [declared.name.text, declared]),
  );
  return Object.fromEntries(
    wanted.map((name) => {
      const declared = found.get(name);
      if (!declared) throw new Error(`The SDK has no shape ${name} any more.`);
      return [name, readMembers(declared, enums)];
    }),
  );
}

type Enums = ReadonlyMap<string, readonly string[]>;

function parse(name: string): ts.SourceFile {
  const text = readFileSync(`${models}/${name}`, "utf8");
  return ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true);
}

function readMembers(
  declared: ts.InterfaceDeclaration,
  enums: Enums,
): Record<string, SdkMember> {
  return Object.fromEntries(
    declared.members.filter(ts.isPropertySignature).map((member) => {
      const read = readType(member.type!, enums);
      return [
        member.name.getText(),
        member.questionToken ? read : { ...read, required: true as const },
      ];
    }),
  );
}

function readType(type: ts.TypeNode, enums: Enums): SdkMember {
  if (ts.isUnionTypeNode(type)) return readType(type.types[0]!, enums);
  if (ts.isArrayTypeNode(type))
    return { is: "list", of: readType(type.elementType, enums) };
  const name = type.getText();
  if (name === "string") return { is: "text" };
  if (name === "number" || name === "boolean") return { is: name };
  if (!ts.isTypeReferenceNode(type)) return { is: "any" };
  const reference = type.typeName.getText();
  if (reference === "Record")
    return { is: "map", of: readType(type.typeArguments![1]!, enums) };
  const values = enums.get(reference);
  if (values) return { is: "one-of", values };
  return wanted.includes(reference)
    ? { is: "shape", shape: reference }
    : { is: "any" };
}

/** `export declare const Name: { readonly A: "A"; … }` */
function readEnums(file: ts.SourceFile): Enums {
  const declared = file.statements
    .filter(ts.isVariableStatement)
    .flatMap(({ declarationList }) => [...declarationList.declarations]);
  return new Map(
    declared.map(({ name, type }) => [
      name.getText(),
      (type as ts.TypeLiteralNode).members.map((member) =>
        JSON.parse((member as ts.PropertySignature).type!.getText()),
      ),
    ]),
  );
}
