package recado.client.fullscreen;

import java.util.Optional;
import java.util.function.Consumer;

/**
 * Something that is asked in the place of the line.
 *
 * @param secret whether the answer is hidden
 * @param answered gets the answer; empty if there is none
 */
record Question(String prompt, boolean secret, Consumer<Optional<String>> answered) {}
