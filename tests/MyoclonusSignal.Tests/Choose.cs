using CsCheck;

namespace MyoclonusSignal.Tests;

/// <summary>Generators that CsCheck does not have.</summary>
internal static class Choose
{
    /// <summary>Any one of the values, each as likely as the others.</summary>
    public static Gen<T> From<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);
}
