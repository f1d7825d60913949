package recado.server.postoffice;

/** The last few of a row of ascending numbers. */
final class LongRing {
  private static final int INITIAL = 4;

  private final int capacity;
  private long[] numbers = new long[INITIAL];
  private int start;
  private int size;

  /** Keeps so many, a power of two. */
  LongRing(int capacity) {
    this.capacity = capacity;
  }

  void add(long number) {
    if (size == numbers.length) {
      if (size == capacity) {
        start = (start + 1) & (capacity - 1);
        size--;
      } else {
        grow();
      }
    }
    numbers[(start + size) & (numbers.length - 1)] = number;
    size++;
  }

  private void grow() {
    long[] larger = new long[numbers.length * 2];
    for (int i = 0; i < size; i++) {
      larger[i] = get(i);
    }
    numbers = larger;
    start = 0;
  }

  private long get(int index) {
    return numbers[(start + index) & (numbers.length - 1)];
  }

  /** The oldest that is kept; there must be one. */
  long first() {
    return get(0);
  }

  boolean isFull() {
    return size == capacity;
  }

  /** The greatest that is not above this, or 0 if all that are kept are. */
  long floor(long number) {
    int low = 0;
    int high = size - 1;
    long found = 0;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      if (get(middle) <= number) {
        found = get(middle);
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return found;
  }

  boolean contains(long number) {
    return size > 0 && floor(number) == number;
  }
}
