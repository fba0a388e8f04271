// <word-count data-of="id of a textarea" data-one="word" data-many="words">: how long the text is.
class WordCount extends HTMLElement {
  connectedCallback() {
    const text = document.getElementById(this.dataset.of);
    const count = () => {
      const words = text.value.match(/[\p{L}\p{N}]+(?:[’'-][\p{L}\p{N}]+)*/gu)?.length ?? 0;
      this.textContent = `${words} ${words > 1 ? this.dataset.many : this.dataset.one}`;
    };
    text.addEventListener("input", count);
    count();
  }
}
customElements.define("word-count", WordCount);
