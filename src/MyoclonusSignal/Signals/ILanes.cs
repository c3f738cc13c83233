namespace MyoclonusSignal.Signals;

/// <summary>
/// Samples of several signals side by side, one in each lane: a kernel written once runs one signal or many. Every operation is
/// that of the processor on each lane alone, so that a signal's samples do not depend on how many run beside it.
/// </summary>
/// <typeparam name="T">The lanes themselves.</typeparam>
internal interface ILanes<T>
    where T : struct, ILanes<T>
{
    /// <summary>Gets the number of lanes.</summary>
    public static abstract int Count { get; }

    /// <summary>Multiplies lane by lane.</summary>
    public static abstract T operator *(T a, T b);

    /// <summary>Subtracts lane by lane.</summary>
    public static abstract T operator -(T a, T b);

    /// <summary>Reads as many neighbouring samples as there are lanes.</summary>
    public static abstract T Load(ref double source);

    /// <summary>Gives one value in all lanes.</summary>
    public static abstract T Splat(double value);

    /// <summary>Gives a·b + c, rounded once.</summary>
    public static abstract T MultiplyAdd(T a, T b, T c);

    /// <summary>Gives the magnitudes.</summary>
    public static abstract T Abs(T a);

    /// <summary>Writes as many neighbouring samples as there are lanes.</summary>
    public void Store(ref double target);
}
