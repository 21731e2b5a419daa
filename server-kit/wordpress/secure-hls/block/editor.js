/**
 * The block in the editor: fields for what it shows. It is rendered on the server.
 *
 * @copyright 2026 The secure-hls-player authors
 * @license GPL-2.0-or-later
 */
(({ blocks, element, blockEditor, components }, texts) => {
  const { createElement: h, Fragment } = element;

  function Edit({ attributes, setAttributes }) {
    const set = (name) => (value) => setAttributes({ [name]: value });
    const text = (name, label) =>
      h(components.TextControl, {
        label,
        value: attributes[name],
        onChange: set(name),
      });
    const toggle = (name, label) =>
      h(components.ToggleControl, {
        label,
        checked: attributes[name],
        onChange: set(name),
      });
    return h(
      Fragment,
      null,
      h(
        blockEditor.InspectorControls,
        null,
        h(
          components.PanelBody,
          { title: texts.title },
          text("title", texts.name),
          text("poster", texts.poster),
          text("startAt", texts.startAt),
          toggle("loop", texts.loop),
          toggle("muted", texts.muted),
        ),
      ),
      h(
        "div",
        blockEditor.useBlockProps(),
        h(
          components.Placeholder,
          {
            icon: "lock",
            label: attributes.title || texts.title,
            instructions: texts.instructions,
          },
          text("src", texts.src),
        ),
      ),
    );
  }

  blocks.registerBlockType("secure-hls/player", {
    edit: Edit,
    save: () => null,
  });
})(window.wp, window.secureHlsTexts);
