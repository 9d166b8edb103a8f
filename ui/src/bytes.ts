// Offsets of the contract are UTF-8 bytes; those of the page's strings are UTF-16 units.

// Maps byte offsets of a text to its string. Byte i that is no UTF-8 shows as one U+FFFD in the string, but counts one
// byte; JSON cannot tell it from a real U+FFFD of three bytes, so `original` lengths decide: see fits().
export class ByteMap {
  private readonly marks: Uint32Array;  // byte offset at every 64th unit
  readonly bytes: number;
  constructor(readonly text: string) {
    const marks: number[] = [];
    let byte = 0;
    for (let i = 0; i < text.length; ++i) {
      if (i % 64 === 0) marks.push(byte);
      byte += width(text, i);
    }
    this.marks = Uint32Array.from(marks);
    this.bytes = byte;
  }
  // The unit at which the character with this byte begins.
  unit(byte: number): number {
    let low = 0, high = this.marks.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.marks[middle]! <= byte) low = middle; else high = middle - 1;
    }
    let i = low * 64, at = this.marks[low] ?? 0;
    while (i < this.text.length && at < byte) at += width(this.text, i++);
    return i;
  }
  byte(unit: number): number {
    const block = Math.min(Math.floor(unit / 64), this.marks.length - 1);
    let at = this.marks[block] ?? 0;
    for (let i = block * 64; i < unit && i < this.text.length; ++i) at += width(this.text, i);
    return at;
  }
  slice(begin: number, end: number): string { return this.text.slice(this.unit(begin), this.unit(end)); }
}

// Bytes that the unit adds: a surrogate pair has four, two for each half.
function width(text: string, i: number): number {
  const c = text.charCodeAt(i);
  return c < 0x80 ? 1 : c < 0x800 ? 2 : c >= 0xd800 && c <= 0xdfff ? 2 : 3;
}
