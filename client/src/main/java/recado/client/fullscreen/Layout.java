package recado.client.fullscreen;

/**
 * Where things are on a screen of some size, in columns and rows of characters. Immutable.
 *
 * @param sidebar columns of the list of conversations, with the line beside it; 0 if it is not
 *     there
 * @param inputRows rows of the text being written
 */
record Layout(int columns, int rows, int sidebar, int inputRows) {
  /** Narrower than this, the list would leave no room for what people say. */
  private static final int LEAST_COLUMNS_FOR_SIDEBAR = 60;

  private static final int LEAST_SIDEBAR = 20;
  private static final int MOST_SIDEBAR = 32;
  private static final int HEADER_AND_STATUS = 2;

  /**
   * For a terminal of this size.
   *
   * @param sidebarSwitched whether the person wants the list where it is not shown, or not where it
   *     is
   * @param wantedInputRows how many rows the text being written has
   */
  static Layout of(int columns, int rows, boolean sidebarSwitched, int wantedInputRows) {
    int mostInputRows = Math.max(1, (rows - HEADER_AND_STATUS) / 3);
    return new Layout(
        columns, rows, sidebar(columns, sidebarSwitched), Math.min(wantedInputRows, mostInputRows));
  }

  /** The same for what needs all the width. */
  Layout withoutSidebar() {
    return new Layout(columns, rows, 0, inputRows);
  }

  private static int sidebar(int columns, boolean switched) {
    if (columns >= LEAST_COLUMNS_FOR_SIDEBAR) {
      return switched ? 0 : Math.clamp(columns / 4, LEAST_SIDEBAR, MOST_SIDEBAR);
    }
    return switched ? columns : 0;
  }

  /** Columns of the open conversation. */
  int bodyColumns() {
    return columns - sidebar;
  }

  /** Rows of the open conversation. */
  int bodyRows() {
    return Math.max(0, rows - HEADER_AND_STATUS - inputRows);
  }
}
