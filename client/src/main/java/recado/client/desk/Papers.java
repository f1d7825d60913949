package recado.client.desk;

import java.io.IOException;
import java.util.function.Consumer;
import recado.client.local.AccountFolder;
import recado.client.local.Contacts;
import recado.client.local.Damage;
import recado.client.local.Drafts;
import recado.client.local.History;
import recado.client.local.NoticeLevels;
import recado.client.local.Unsent;
import recado.protocol.UserName;

/** What lies on the desk: the open files of an account, and the conversations made of them. */
public record Papers(
    AccountFolder folder,
    Chats chats,
    History history,
    Contacts contacts,
    NoticeLevels noticeLevels,
    Drafts drafts,
    Unsent unsent) {
  /**
   * Opens everything in the folder, which stays its owner's to close.
   *
   * @throws IOException if the disk fails
   */
  public static Papers open(AccountFolder folder, UserName me, Consumer<Damage> damages)
      throws IOException {
    Chats chats = new Chats(me);
    History history = folder.history(chats, damages);
    chats.all().forEach(Chat::changes); // what was told before the restart is no news
    Contacts contacts = folder.contacts(damages);
    contacts.all().keySet().forEach(chats::met);
    return new Papers(
        folder,
        chats,
        history,
        contacts,
        folder.noticeLevels(damages),
        folder.drafts(damages),
        folder.unsent(damages));
  }
}
