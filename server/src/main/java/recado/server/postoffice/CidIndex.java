package recado.server.postoffice;

/**
 * In which of a person's pages a cid may be: a hash table of page numbers, with an entry for 256
 * cids that are counted up, and for any other one.
 */
final class CidIndex {
  private static final int CIDS_OF_AN_ENTRY_BITS = 8;
  private static final int INITIAL = 4;

  /** The hash in the upper half, the page's number plus 1 in the lower one; 0 for none. */
  private long[] entries = new long[INITIAL];

  private int used;
  private int firstPage;
  private long newest;

  /** Told of pages. */
  interface Visitor {
    /** Returns whether to go on. */
    boolean visit(int page);
  }

  private static int hash(CidNumber cid) {
    int hash = cid.prefix().hashCode() * 31 + Long.hashCode(cid.number() >> CIDS_OF_AN_ENTRY_BITS);
    hash *= 0x9E3779B9;
    return hash ^ (hash >>> 16);
  }

  void add(CidNumber cid, int page) {
    long entry = ((long) hash(cid) << 32) | (page + 1);
    if (entry == newest) {
      return;
    }
    newest = entry;
    int place = firstPlace(entry);
    while (entries[place] != 0) {
      if (entries[place] == entry) {
        return;
      }
      place = (place + 1) & (entries.length - 1);
    }
    entries[place] = entry;
    used++;
    if (used * 2 > entries.length) {
      rebuild();
    }
  }

  private int firstPlace(long entry) {
    return (int) (entry >>> 32) & (entries.length - 1);
  }

  /** Pages before this one have gone. */
  void dropBefore(int page) {
    firstPage = page;
  }

  /** Makes room, and lets the entries of pages go that have gone. */
  private void rebuild() {
    long[] old = entries;
    int live = 0;
    for (long entry : old) {
      live += isLive(entry) ? 1 : 0;
    }
    int capacity = INITIAL;
    while (capacity < live * 4) {
      capacity *= 2;
    }
    entries = new long[capacity];
    used = live;
    for (long entry : old) {
      if (isLive(entry)) {
        int place = firstPlace(entry);
        while (entries[place] != 0) {
          place = (place + 1) & (capacity - 1);
        }
        entries[place] = entry;
      }
    }
  }

  private boolean isLive(long entry) {
    return entry != 0 && page(entry) >= firstPage;
  }

  private static int page(long entry) {
    return (int) entry - 1;
  }

  /** Visits the pages in which the cid may be. */
  void visit(CidNumber cid, Visitor visitor) {
    int hash = hash(cid);
    int place = hash & (entries.length - 1);
    for (long entry = entries[place]; entry != 0; entry = entries[place]) {
      boolean matches = (int) (entry >>> 32) == hash && isLive(entry);
      if (matches && !visitor.visit(page(entry))) {
        return;
      }
      place = (place + 1) & (entries.length - 1);
    }
  }
}
