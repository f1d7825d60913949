package recado.client.fullscreen;

/** What a key, or a report of the terminal, means. */
enum Key {
  /** Characters. */
  TEXT,
  /** Characters that were pasted: a line feed among them is no Enter. */
  PASTE,
  ENTER,
  NEW_LINE,
  TAB,
  BACK_TAB,
  ESCAPE,
  INTERRUPT,
  DELETE_OR_LEAVE,
  BACKSPACE,
  DELETE,
  LEFT,
  RIGHT,
  UP,
  DOWN,
  LINE_START,
  LINE_END,
  WORD_LEFT,
  WORD_RIGHT,
  DELETE_WORD,
  DELETE_TO_START,
  DELETE_TO_END,
  YANK,
  EDIT,
  PAGE_UP,
  PAGE_DOWN,
  TOP,
  BOTTOM,
  NEXT_UNREAD,
  PREVIOUS_UNREAD,
  NEXT_TALK,
  PREVIOUS_TALK,
  SIDEBAR,
  REDRAW,
  FOCUS_IN,
  FOCUS_OUT,
  /** A key that nothing is bound to. */
  OTHER,
  /** The terminal has gone. */
  GONE
}
