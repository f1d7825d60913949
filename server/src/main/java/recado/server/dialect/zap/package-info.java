/**
 * The fixed-width protocol that a course on networks hands out, in the two flavours that its
 * clients WhatPix and Interzap need; see {@code docs/zap.md}. {@link
 * recado.server.dialect.zap.ZapTalk} is one connection, {@link
 * recado.server.dialect.zap.Switchboard} what all of them share.
 */
@NullMarked
package recado.server.dialect.zap;

import org.jspecify.annotations.NullMarked;
