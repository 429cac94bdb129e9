"""The yardstick written by hand in other libraries, each as well as its library allows."""
