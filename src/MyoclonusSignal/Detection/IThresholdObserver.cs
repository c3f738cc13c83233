namespace MyoclonusSignal.Detection;

/// <summary>Is told, cell by cell, what a detector holds the signal against.</summary>
internal interface IThresholdObserver
{
    /// <summary>Takes in the next cell of the signal.</summary>
    /// <param name="floorPower">The power of the noise floor, in the input's unit squared.</param>
    /// <param name="thresholdPower">The power that the middle window must reach.</param>
    public void Observe(double floorPower, double thresholdPower);
}
