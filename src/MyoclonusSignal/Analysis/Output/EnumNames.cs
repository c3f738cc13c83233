namespace MyoclonusSignal.Analysis;

/// <summary>The names of enum values as they stand in results.</summary>
internal static class EnumNames
{
    /// <summary>Gives a value in kebab-case: <c>rhythmic</c>, <c>too-short</c>, ….</summary>
    public static string Kebab(Enum value) => string.Concat(value.ToString().Select(
        (c, i) => char.IsUpper(c) ? (i > 0 ? "-" : string.Empty) + char.ToLowerInvariant(c) : c.ToString()));
}
