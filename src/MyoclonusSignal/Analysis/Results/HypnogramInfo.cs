namespace MyoclonusSignal.Analysis;

/// <summary>The file that the sleep stages of a result came from.</summary>
/// <param name="Path">The file, as the caller named it.</param>
/// <param name="Sha256">The SHA-256 of the file, lower-case hexadecimal.</param>
/// <param name="Scheme">The name of the scheme by which its numbers were read, or <see langword="null"/> where none was named.</param>
public sealed record HypnogramInfo(string Path, string Sha256, string? Scheme);
