package dev.vestnik.sandbox.phone;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Huawei Push Kit and RuStore. */
@Configuration(proxyBeanMethods = false)
@Import({HuaweiController.class, RuStoreController.class, PhoneDisplay.class})
public class PhoneConfiguration {}
