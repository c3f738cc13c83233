namespace MyoclonusSignal.Rhythm;

/// <summary>Whether jerks come rhythmically or at random, by the intervals between them and by the spectrum together.</summary>
public enum JerkVerdict
{
    /// <summary>Too few intervals to tell.</summary>
    TooFew,

    /// <summary>The intervals are regular, and the spectrum has a rhythm at their frequency.</summary>
    Rhythmic,

    /// <summary>The intervals are regular, but not at the frequency of a rhythm in the band: a slower or faster one, or a short train.</summary>
    Regular,

    /// <summary>The intervals are irregular and the spectrum has no rhythm: random jerks.</summary>
    Random,

    /// <summary>The spectrum has a rhythm that the intervals do not show: it is not that of these jerks, or many were missed.</summary>
    Discordant,

    /// <summary>
    /// The intervals leave both open, or seem regular at a frequency in the band at which the spectrum has no peak, or the jerks do
    /// not keep to the phase of the spectrum's rhythm.
    /// </summary>
    Undetermined,
}
