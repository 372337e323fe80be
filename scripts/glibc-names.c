/*
 * What Debian's libgcc, libstdc++ and OpenSSL ask of glibc and musl does not have, so that .NET's runtime for musl runs with them
 * (scripts/musl.sh). Just enough to compare results: what a thread registers for its end is not done, and what no test reaches ends the program.
 */
#include <stdarg.h>
#include <stddef.h>

typedef void FILE;
struct tm;
extern void abort(void);
extern void *memcpy(void *, const void *, size_t), *memset(void *, int, size_t);
extern char *strcat(char *, const char *);
extern int vfprintf(FILE *, const char *, va_list), vsprintf(char *, const char *, va_list);
extern size_t strftime_l(char *, size_t, const char *, const struct tm *, void *);
extern long getrandom(void *, size_t, unsigned);

/* libgcc: no shortcut to an object's unwind tables, so that it asks dl_iterate_phdr; and no features of the processor. */
struct { unsigned features[4]; } __cpu_model;
int __cpu_indicator_init(void) { return 0; }
int _dl_find_object(void *address, void *result) { return -1; }

/* libstdc++ */
char __libc_single_threaded = 0;
int __cxa_thread_atexit_impl(void (*end)(void *), void *object, void *library) { return 0; }
size_t __strftime_l(char *text, size_t most, const char *format, const struct tm *time, void *locale) { return strftime_l(text, most, format, time, locale); }
unsigned arc4random(void) { unsigned number = 0; getrandom(&number, sizeof number, 0); return number; }

/* OpenSSL: functions that check their bounds, and coroutines, which only its engines use. */
void *__memcpy_chk(void *to, const void *from, size_t count, size_t room) { if (count > room) abort(); return memcpy(to, from, count); }
void *__memset_chk(void *to, int value, size_t count, size_t room) { if (count > room) abort(); return memset(to, value, count); }
char *__strcat_chk(char *to, const char *from, size_t room) { return strcat(to, from); }
int __vfprintf_chk(FILE *file, int flag, const char *format, va_list list) { return vfprintf(file, format, list); }
int __fprintf_chk(FILE *file, int flag, const char *format, ...)
{
    va_list list;
    va_start(list, format);
    int written = vfprintf(file, format, list);
    va_end(list);
    return written;
}
int __sprintf_chk(char *text, int flag, size_t room, const char *format, ...)
{
    va_list list;
    va_start(list, format);
    int written = vsprintf(text, format, list);
    va_end(list);
    return written;
}
void __syslog_chk(int priority, int flag, const char *format, ...) { }
long __fdelt_chk(long descriptor) { if (descriptor < 0 || descriptor >= 1024) abort(); return descriptor / 64; }
int getcontext(void *context) { abort(); }
int setcontext(const void *context) { abort(); }
void makecontext(void *context, void (*function)(void), int count, ...) { abort(); }
