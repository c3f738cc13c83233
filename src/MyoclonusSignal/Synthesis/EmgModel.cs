namespace MyoclonusSignal.Synthesis;

/// <summary>What the muscle's signal is made of while it is active.</summary>
public enum EmgModel
{
    /// <summary>
    /// Gaussian noise with the spectrum of surface EMG (Shwedyk, Balasubramanian and Scott 1977, IEEE Trans.
    /// Biomed. Eng. 24:417), multiplied by the burst's envelope.
    /// </summary>
    ModulatedNoise,

    /// <summary>
    /// Motor-unit action potentials as shot noise: discharges at random times, their rate following the square of the
    /// envelope, each one a Hermite–Rodriguez wave (Lo Conte, Merletti and Sandri 1994, IEEE Trans. Biomed.
    /// Eng. 41:1147).
    /// </summary>
    MotorUnits,
}
