namespace MyoclonusSignal.Analysis;

/// <summary>A published range, shown beside results. Ranges overlap across types: none of them tells a type.</summary>
/// <param name="What">What was measured, in words.</param>
/// <param name="Low">The lower end, or <see langword="null"/> where the source gives none.</param>
/// <param name="High">The upper end, or <see langword="null"/> where the source gives none.</param>
/// <param name="Unit">The unit of both.</param>
/// <param name="Source">Where it is published.</param>
public sealed record ReferenceRange(string What, double? Low, double? High, string Unit, string Source);
