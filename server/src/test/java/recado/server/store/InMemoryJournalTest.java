package recado.server.store;

final class InMemoryJournalTest implements JournalContract {
  private final InMemoryJournal.Paper paper = new InMemoryJournal.Paper();

  @Override
  public Journal open() {
    return new InMemoryJournal(paper, () -> {});
  }
}
