// Puts the text of an example into the field `data-into`, on lines of its own, where one writes; at
// the end if one has not written yet.
customElements.define(
  "insert-block",
  class extends HTMLElement {
    connectedCallback() {
      this.field = document.getElementById(this.dataset.into);
      this.field.addEventListener("focus", () => (this.begun = true), { once: true });
      for (const button of this.querySelectorAll("[data-block]")) button.hidden = false;
      this.addEventListener("click", ({ target }) => {
        const button = target.closest("[data-block]");
        if (button) this.insert(button.closest("div").querySelector("code").textContent);
      });
    }

    insert(block) {
      const { field } = this;
      if (!this.begun) field.setSelectionRange(field.value.length, field.value.length);
      const [before, after] = [field.value.slice(0, field.selectionStart), field.value.slice(field.selectionEnd)];
      const lead = before && "\n".repeat(2 - Math.min(2, before.match(/\n*$/)[0].length));
      const tail = "\n".repeat(2 - Math.min(2, after.match(/^\n*/)[0].length));
      field.focus();
      field.setRangeText(lead + block + tail, field.selectionStart, field.selectionEnd, "end");
      field.dispatchEvent(new Event("input", { bubbles: true }));
      document.getElementById("announce").textContent = this.dataset.inserted;
    }
  },
);
