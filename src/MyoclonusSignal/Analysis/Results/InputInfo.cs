namespace MyoclonusSignal.Analysis;

/// <summary>The recording that was analysed.</summary>
/// <param name="Path">The file, as the caller named it.</param>
/// <param name="Sha256">The SHA-256 of the file, lower-case hexadecimal.</param>
/// <param name="Format">The file format.</param>
/// <param name="DurationSeconds">The time from the first to behind the last sample, gaps included, in seconds.</param>
public sealed record InputInfo(string Path, string Sha256, string Format, double DurationSeconds);
