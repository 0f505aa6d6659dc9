"""How people write dates, times, series and durations in German and English: text in, plain values out, no clock and no zone."""
