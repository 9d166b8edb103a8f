// A report's text as it stands in the page: one paragraph a line, with marks and back links in it. Maps its units to
// places in the document and back, so that highlights need no markup of their own.

export class DomText {
  readonly text: string;
  private readonly nodes: Text[] = [];
  private readonly starts: number[] = [];
  constructor(readonly root: Element) {
    let text = '';
    [...root.querySelectorAll('p')].forEach((line, i) => {
      if (i > 0) text += '\n';
      const walk = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
      while (walk.nextNode()) {
        const node = walk.currentNode as Text;
        if (node.parentElement?.closest('.back')) continue;  // ours, not the report's
        this.nodes.push(node);
        this.starts.push(text.length);
        text += node.data;
      }
    });
    this.text = text;
  }
  range(begin: number, end: number): Range | null {
    const from = this.at(begin, false), to = this.at(end, true);
    if (!from || !to) return null;
    const range = document.createRange();
    range.setStart(this.nodes[from[0]]!, from[1]);
    range.setEnd(this.nodes[to[0]]!, to[1]);
    return range;
  }
  // The unit at a place in the document; nothing where it is outside.
  unit(node: Node, offset: number): number | null {
    const i = this.nodes.indexOf(node as Text);
    return i < 0 ? null : this.starts[i]! + offset;
  }
  // The words of a range, without back links and with line ends as in the report.
  words(begin: number, end: number): string { return this.text.slice(begin, end); }

  private at(unit: number, is_end: boolean): [number, number] | null {
    let low = 0, high = this.starts.length - 1;
    if (high < 0) return null;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      const before = is_end ? this.starts[middle]! < unit : this.starts[middle]! <= unit;
      if (before) low = middle; else high = middle - 1;
    }
    const node = this.nodes[low]!;
    if (!is_end && unit - this.starts[low]! >= node.length && low + 1 < this.nodes.length) {
      return [low + 1, Math.max(0, unit - this.starts[low + 1]!)];
    }
    return [low, Math.min(unit - this.starts[low]!, node.length)];
  }
}
