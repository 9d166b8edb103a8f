// The shipped blob as bytes of the library, so that no file has to be found at run time.
__asm__(
    ".section .rodata\n"
    ".global tawatur_lexicon_blob\n.global tawatur_lexicon_blob_end\n"
    ".balign 16\n"
    "tawatur_lexicon_blob:\n.incbin \"" TAWATUR_LEXICON_BLOB "\"\n"
    "tawatur_lexicon_blob_end:\n.byte 0\n"
    ".previous\n");
