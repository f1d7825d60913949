package recado.client.terminal;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import recado.client.command.CommandWord;
import recado.client.command.UserCommand;
import recado.client.desk.Clerk;
import recado.client.desk.Desk;

/**
 * Has done what a person asks for: by the desk, or by the face where it is a matter of the screen.
 * It is the same on every face. Used by the thread that knows what was typed.
 */
public final class Orders {
  /** What a face does itself. */
  public interface Here {
    /** Shows all commands, or how one is used. */
    void help(@Nullable CommandWord word);

    /** Asks for a new password. */
    void changePassword();

    /** Lets the person choose by number. */
    void menu();

    /** Lets the person write with an editor. */
    void edit();

    /** Ends it all. */
    void leave();

    /** Something for the clerk that may turn out not to be possible. */
    default void attempt(Desk desk, Attempt attempt) {
      desk.tell(attempt::with);
    }
  }

  /** Work for the clerk; false if it cannot be done, which has been shown then. */
  public interface Attempt {
    /** Does it, on the desk's thread. */
    boolean with(Clerk clerk) throws IOException;
  }

  private final Desk desk;
  private final Here here;

  /** Given at this face, to this desk. */
  public Orders(Desk desk, Here here) {
    this.desk = desk;
    this.here = here;
  }

  /** Has it done; does not wait for that. */
  public void perform(UserCommand command) {
    switch (command) {
      case UserCommand.Nothing _ -> {}
      case UserCommand.Say(var text) -> attempt(clerk -> clerk.say(text));
      case UserCommand.SendTo(var to, var text) -> desk.tell(clerk -> clerk.send(to, text));
      case UserCommand.Reply(var text) -> attempt(clerk -> clerk.reply(text));
      case UserCommand.Open(var which) -> desk.tell(clerk -> clerk.open(which));
      case UserCommand.Next _ -> attempt(Clerk::next);
      case UserCommand.Close _ -> attempt(Clerk::close);
      case UserCommand.ShowHistory(var which, int count) ->
          attempt(clerk -> clerk.history(which, count));
      case UserCommand.Search(var only, String words) ->
          desk.tell(clerk -> clerk.search(words, only));
      case UserCommand.Jump(int number) -> attempt(clerk -> clerk.jump(number));
      case UserCommand.Info(var which) -> attempt(clerk -> clerk.info(which));
      case UserCommand.Mute(var which) -> attempt(clerk -> clerk.mute(which));
      case UserCommand.Notices(var which, var level) ->
          attempt(clerk -> clerk.notices(which, level));
      case UserCommand.ListContacts _ -> desk.tell(Clerk::contacts);
      case UserCommand.AddContact(var user, String name) ->
          desk.tell(clerk -> clerk.addContact(user, name));
      case UserCommand.RemoveContact(var user) -> desk.tell(clerk -> clerk.removeContact(user));
      case UserCommand.Ask(var requests) -> desk.tell(clerk -> requests.forEach(clerk::ask));
      case UserCommand.ConnectNow _ -> desk.tell(Clerk::connectNow);
      case UserCommand.ChangePassword _ -> here.changePassword();
      case UserCommand.Help(var word) -> here.help(word);
      case UserCommand.Edit _ -> here.edit();
      case UserCommand.ShowMenu _ -> here.menu();
      case UserCommand.Quit _ -> here.leave();
    }
  }

  private void attempt(Attempt attempt) {
    here.attempt(desk, attempt);
  }
}
