/*
 * A libpcsclite that fails as reader drivers do. FAULTY_AT names the function, FAULTY_HOW what it does there:
 * hang, or crash. Everything else goes to the real library. All arguments are integers or pointers, so seven
 * machine words carry any of them (System V x86-64 and AArch64 ABI).
 */
#include <dlfcn.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef long (*call)(long, long, long, long, long, long, long);

static long go(const char *name, long a, long b, long c, long d, long e, long f, long g) {
  const char *at = getenv("FAULTY_AT");
  if (at && strcmp(at, name) == 0) {
    const char *how = getenv("FAULTY_HOW");
    if (how && strcmp(how, "crash") == 0) abort();
    for (;;) pause();
  }
  static void *real;
  if (!real) real = dlopen("libpcsclite.so.1", RTLD_NOW);
  call next = (call)dlsym(real, name);
  return next(a, b, c, d, e, f, g);
}

#define FORWARD(name)                                                      \
  long name(long a, long b, long c, long d, long e, long f, long g) {      \
    return go(#name, a, b, c, d, e, f, g);                                 \
  }

FORWARD(SCardEstablishContext)
FORWARD(SCardReleaseContext)
FORWARD(SCardListReaders)
FORWARD(SCardGetStatusChange)
FORWARD(SCardCancel)
FORWARD(SCardConnect)
FORWARD(SCardBeginTransaction)
FORWARD(SCardEndTransaction)
FORWARD(SCardDisconnect)
FORWARD(SCardTransmit)
